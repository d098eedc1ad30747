"""The status of an iD holder in the holder's own wallet, to be shown to whom they choose."""
