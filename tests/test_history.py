"""Undo and redo, as values."""

from hypothesis import given
from hypothesis import strategies as st
from making import annotation

from annotations.history import Change, History, Step


def step(number: int) -> Step:
    return Step((Change(None, annotation(number, number + 1)),), number)


def test_a_change_is_about_the_annotation_as_it_is_now_or_was() -> None:
    before, after = annotation(note="before"), annotation(note="after")
    assert Change(before, after).annotation is after
    assert Change(before, None).annotation is before
    assert Change(before, after).inverted() == Change(after, before)


def test_undoing_a_step_inverts_its_changes_last_first() -> None:
    one, two = annotation(0), annotation(9, 12)
    history = History()
    done = Step((Change(None, one), Change(one, None), Change(None, two)))
    history.add(done)
    undone = history.undo()
    assert undone
    assert undone.changes == (Change(two, None), Change(None, one), Change(one, None))
    assert (undone.undoes, undone.redoes) == (done, None)
    redone = history.redo()
    assert redone
    assert redone.changes == done.changes
    assert (redone.undoes, redone.redoes) == (None, done)


def test_there_is_nothing_to_undo_or_redo_at_first() -> None:
    assert History().undo() is None
    assert History().redo() is None


def test_steps_of_earlier_sessions_come_before_those_of_this_one() -> None:
    history = History()
    history.add(step(3))
    history.recall([step(1), step(2)], [step(9)])
    undone = [history.undo() for _ in range(3)]
    assert [each.undoes.number for each in undone if each and each.undoes] == [3, 2, 1]
    assert history.undo() is None


def test_what_was_taken_back_earlier_can_be_made_again_if_nothing_was_done_since() -> None:
    history = History()
    history.recall([step(1)], [step(2)])
    redone = history.redo()
    assert redone
    assert redone.redoes
    assert redone.redoes.number == 2
    fresh = History()
    fresh.add(step(3))
    fresh.recall([step(1)], [step(2)])
    assert fresh.redo() is None


@given(st.lists(st.sampled_from(["add", "undo", "redo"]), max_size=40))
def test_undo_and_redo_are_two_stacks(actions: list[str]) -> None:
    history, done, undone = History(), [], []  # type: ignore[var-annotated]
    for number, action in enumerate(actions, start=1):
        if action == "add":
            history.add(step(number))
            done.append(number)
            undone.clear()
        elif action == "undo":
            result = history.undo()
            assert (result.undoes.number if result and result.undoes else None) == (done[-1] if done else None)
            if done:
                undone.append(done.pop())
        else:
            result = history.redo()
            assert (result.redoes.number if result and result.redoes else None) == (undone[-1] if undone else None)
            if undone:
                done.append(undone.pop())
        assert history.numbers() == {*done, *undone}
