"""The OpenID Connect provider: a website's stock login library asks whether a visitor is an iD holder."""
