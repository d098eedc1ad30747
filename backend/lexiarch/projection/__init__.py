"""Events become rows. One file per noun; `project` is the way in."""

from lexiarch.projection.project import Projection, project

__all__ = ["Projection", "project"]
