"""Static stand-ins for the lessons' widgets: they would be blank in feedback anyway."""

from collections.abc import Callable


def __getattr__(name: str) -> Callable[..., None]:
    if name.startswith("_"):
        raise AttributeError(name)

    def stand_in(*args: object, **options: object) -> None:
        print("（这里是一个交互控件，批改时不显示。）")

    return stand_in
