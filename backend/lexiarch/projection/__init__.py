"""Events become rows. One file per noun; `Projector` is the way in."""

from lexiarch.projection.project import Projection, Projector

__all__ = ["Projection", "Projector"]
