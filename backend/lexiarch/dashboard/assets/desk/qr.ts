/** A link as a QR code, drawn here: no picture is fetched. */
import { encode } from "uqr";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules around it, as ISO/IEC 18004 asks
const PIXELS = 4; // to a module, where there is room

function part(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** The code, black on white in every theme; null when the text is too long for one. */
export function qrCode(text: string, label: string): SVGElement | null {
  let modules: boolean[][];
  try {
    modules = encode(text, { ecc: "L", border: QUIET }).data;
  } catch {
    return null; // more than 2,953 bytes
  }
  const side = String(modules.length);
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  const svg = part("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, class: "qr", "shape-rendering": "crispEdges", width: String(modules.length * PIXELS) });
  svg.append(part("rect", { width: side, height: side, fill: "#fff" }), part("path", { d: path, fill: "#000" }));
  return svg;
}
