"""A key that signs transactions, kept in an encrypted file (Web3 Secret Storage, version 3)."""

import json
import os
import stat
from pathlib import Path
from typing import Final

from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import to_checksum_address

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.transactions import Signed, Transaction

LONGEST_PASSWORD: Final = 1024
"""Bytes of a file that are read as one."""


class HotKey:
    """Signs transactions; tells nobody the key."""

    def __init__(self, account: LocalAccount) -> None:
        self._account = account
        self.address = Address(bytes.fromhex(account.address[2:]))

    def __repr__(self) -> str:
        return f"HotKey({self._account.address})"

    @property
    def checksum_address(self) -> str:
        """For people."""
        return str(self._account.address)

    def sign(self, transaction: Transaction) -> Signed:
        """The transaction, signed for its chain only (EIP-155, EIP-1559)."""
        signed = self._account.sign_transaction(
            {
                "type": 2,
                "chainId": transaction.chain_id,
                "nonce": transaction.nonce,
                "to": to_checksum_address(transaction.call.to),
                "value": transaction.call.value,
                "data": transaction.call.data,
                "gas": transaction.gas,
                "maxFeePerGas": transaction.max_fee,
                "maxPriorityFeePerGas": transaction.tip,
            }
        )
        return Signed(bytes(signed.raw_transaction), Hash32(bytes(signed.hash)))


def read_secret(path: Path, what: str) -> str:
    """The text of a file that nobody but its owner may read, without the end of its line.

    Raises:
        SettingsInvalid: it is not there, or others may read or change it.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read(LONGEST_PASSWORD * 16)
    except OSError as error:
        raise SettingsInvalid(
            f"The {what} {path} cannot be read: {error.strerror}.", "Name a file that the relay's user owns."
        ) from None
    if not stat.S_ISREG(mode) or mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsInvalid(
            f"Others than its owner may use the {what} {path}.", f"Forbid it: chmod 600 {path}"
        )
    try:
        return text.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise SettingsInvalid(f"The {what} {path} is no text.", "Name another file.") from None


def load_key(path: Path, password: str) -> HotKey:
    """Opens a keystore; takes a second, as it is meant to.

    Raises:
        SettingsInvalid: the file cannot be used, or the password is not its own.
    """
    text = read_secret(path, "keystore")
    try:
        key = Account.decrypt(json.loads(text), password)
    except (ValueError, TypeError, KeyError, NotImplementedError):  # the last: of a version or cipher unknown
        raise SettingsInvalid(
            f"The keystore {path} does not open: it has another password, or another form.",
            "Check the password; the file is JSON of Web3 Secret Storage, version 3, as wallets export it.",
        ) from None
    return HotKey(Account.from_key(key))


def make_key(path: Path, password: str) -> HotKey:
    """Makes a key and its keystore, which must not be there yet and which only its owner may read.

    Raises:
        SettingsInvalid: the file cannot be made.
    """
    account = Account.create()
    text = json.dumps(account.encrypt(password))
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SettingsInvalid(
            f"The keystore {path} cannot be made: {error.strerror}.", "Name a file that is not there yet."
        ) from None
    with os.fdopen(file, "w") as keystore:
        keystore.write(text)
        keystore.flush()
        os.fsync(keystore.fileno())
    return HotKey(account)
