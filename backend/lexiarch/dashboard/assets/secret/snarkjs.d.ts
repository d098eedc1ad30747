/** What is used of snarkjs, which comes without types. */
declare module "snarkjs" {
  interface Groth16Proof { pi_a: string[]; pi_b: string[][]; pi_c: string[] }
  interface Logger { debug(words: string): void; info(words: string): void }
  interface Memory { type: "mem"; data: Uint8Array }
  export const groth16: {
    fullProve(
      input: Record<string, bigint | number | bigint[]>, wasm: Memory, zkey: Memory, logger?: Logger, calculator?: undefined,
      options?: { singleThread?: boolean },
    ): Promise<{ proof: Groth16Proof; publicSignals: string[] }>;
  };
}
