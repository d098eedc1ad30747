"""The key that pays."""

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.relay.settings import RelaySettings
from lexiarch.signing.keystore import HotKey, load_key, read_secret


def open_key(settings: RelaySettings) -> HotKey:
    """Opens the keystore.

    Raises:
        SettingsInvalid: see `load_key`.
    """
    return load_key(settings.keystore, read_password(settings))


def read_password(settings: RelaySettings) -> str:
    """The keystore's password.

    Raises:
        SettingsInvalid: there is none, or its file cannot be used.
    """
    if settings.password_file:
        return read_secret(settings.password_file, "password file")
    if not settings.password.get_secret_value():
        raise SettingsInvalid(
            "The relay has no password for its keystore.", "Set LEXIARCH_RELAY_PASSWORD_FILE."
        )
    return settings.password.get_secret_value()
