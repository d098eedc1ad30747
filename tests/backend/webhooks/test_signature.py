"""Signatures of Standard Webhooks."""

import base64
import hashlib
import hmac

from lexiarch.webhooks.signature import sign


def test_the_example_of_the_standard_is_signed_as_it_says() -> None:
    """The vector that the reference libraries test themselves with."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signature = sign([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_secret_signs_id_time_and_body() -> None:
    one, two = b"1" * 24, b"2" * 24
    expected = [hmac.new(secret, b"7.99.{}", hashlib.sha256).digest() for secret in (one, two)]
    assert sign([one, two], "7", 99, b"{}") == " ".join(
        f"v1,{base64.b64encode(digest).decode()}" for digest in expected
    )
