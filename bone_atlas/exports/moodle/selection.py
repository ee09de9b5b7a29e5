"""Which questions of the quiz go into a question bank, and how an order is asked there.

A quiz draws from thousands, most of which tell the same in another view or with other sites beside it, and
asks each subject once. A question bank has each subject once for each kind and level: the first that Moodle
can grade as the quiz does.
"""

from __future__ import annotations

from bone_atlas.exports.moodle.zones import zone
from bone_atlas.quiz import Bank, Item


def selection(bank: Bank) -> list[Item]:
    """Choose questions.

    Parameters
    ----------
    bank : Bank
        All there are.

    Returns
    -------
    list of Item
        In the order of the bank; the wrong options are those of seed 0, so that they never change.
    """
    chosen: dict[tuple[str, str, str], Item] = {}
    for candidate in bank.candidates.values():
        name = candidate.kind, candidate.subject, candidate.level
        if name not in chosen and is_gradable(item := bank.build(candidate.key)):
            chosen[name] = item
    return list(chosen.values())


def is_gradable(item: Item) -> bool:
    """Tell whether Moodle can hold an answer right exactly when the quiz does.

    Parameters
    ----------
    item : Item
        Any question. Of several bones each of which counts Moodle would want a marker on every one.
    """
    if item.how == "click":
        return len(item.answer) == 1 and zone(item.answer[0], item.show.view) is not None
    return item.how != "order" or bool(places(item))


def places(item: Item) -> dict[str, str]:
    """Return the places that the options of an order can have: ``"1 to 3"``, ``"4"``.

    Moodle's own order questions know a single right order. Here two options whose order is not settled may
    stand either way: they share their places. A right order is then the same as the right places of all.

    Parameters
    ----------
    item : Item
        An order.

    Returns
    -------
    dict of str to str
        By id of the option, in the order of the answer; empty where places cannot tell what is settled.
    """
    settled = set(item.settled)
    classes: list[list[str]] = []
    for option in item.answer:
        if classes and all((other, option) not in settled for other in classes[-1]):
            classes[-1].append(option)
        else:
            classes.append([option])
    told = {
        (one, other)
        for number, earlier in enumerate(classes)
        for later in classes[number + 1 :]
        for one in earlier
        for other in later
    }
    if told != settled:
        return {}
    found, first = {}, 1
    for members in classes:
        last = first + len(members) - 1
        found.update(dict.fromkeys(members, str(first) if first == last else f"{first} to {last}"))
        first = last + 1
    return found
