"""Changes told to other services: signed, in order, at least once; each service at its own pace."""
