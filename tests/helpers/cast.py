"""The cast: accounts of the public test mnemonic, which anvil funds; numbers as in a plan's `test:N`."""

from functools import cache

from eth_account import Account
from eth_account.signers.local import LocalAccount

MNEMONIC = "test test test test test test test test test test test junk"

Account.enable_unaudited_hdwallet_features()


@cache
def person(number: int) -> LocalAccount:
    """Account `number` of the mnemonic."""
    account: LocalAccount = Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{number}")
    return account
