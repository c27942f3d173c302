"""Claims in the database: kept with the annotations that make them, in one step, and taken back in one."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from keeping import edit, note, save
from making import MemoryStore
from tinydb import TinyDB

from annotations.claims import Claim
from annotations.evidence import Evidence
from annotations.history import Change, ClaimChange, Step
from annotations.ledger import Ledger
from annotations.records import RecordError, as_record, from_record
from annotations.store import Store
from annotations.upkeep import examine_database, merge_copies, merge_versions, restore_copy
from tui.cli import main

CLAIM = Claim(
    "0190a", "Three houses burned down.", "false", "It was two.", "In the old town.",
    (Evidence("https://example.org/list", quote="two houses"),), ("fire",), "2026-01-01", "2026-01-01",
)  # fmt: skip
OTHER = Claim("0190b", "Nobody was hurt.")
PASSAGE = note(1, claim_id=CLAIM.claim_id, stance="supports", status=None)


def confirmed(claim: Claim = CLAIM) -> Step:
    return Step((Change(None, PASSAGE._replace(claim_id=claim.claim_id)),), claims=(ClaimChange(None, claim),))


@pytest.fixture
def ledger(database: Path) -> Iterator[Ledger]:
    with closing(Store(database)) as store:
        yield Ledger(store, "ann")


def kept(database: Path) -> list[Claim]:
    with closing(Store(database, read_only=True)) as store:
        return sorted(store.claims(), key=lambda each: each.claim_id)


def test_a_claim_survives_json() -> None:
    assert from_record(Claim, as_record(CLAIM)) == CLAIM
    assert as_record(OTHER) == {"id": "0190b", "text": "Nobody was hurt."}
    with pytest.raises(RecordError, match="text missing"):
        from_record(Claim, {"id": "0190b"})


def test_a_change_is_about_the_claim_as_it_is_now_or_was() -> None:
    assert ClaimChange(None, CLAIM).claim is ClaimChange(CLAIM, None).claim is CLAIM
    assert ClaimChange(CLAIM, OTHER).inverted() == ClaimChange(OTHER, CLAIM)


def test_a_claim_and_its_passages_are_one_step_taken_back_after_a_restart(database: Path) -> None:
    save(database, confirmed(), Step((), claims=(ClaimChange(CLAIM, CLAIM._replace(text="Renamed.")),)))
    with closing(Store(database)) as store:
        ledger = Ledger(store, "ann")
        ledger.recall()
        assert [each.text for each in ledger.claims()] == ["Renamed."]
        assert ledger.passages_of(CLAIM) == (PASSAGE,)
        ledger.undo()
        assert ledger.claims() == (CLAIM,)
        ledger.undo()
        assert not ledger.claims()
        assert not ledger.passages_of(CLAIM)
        ledger.save()
    assert kept(database) == []
    with closing(Store(database)) as store:
        again = Ledger(store, "ann")
        again.recall()
        again.redo()
        assert (again.claim(CLAIM.claim_id), again.passages_of(CLAIM)) == (CLAIM, (PASSAGE,))


def test_the_order_of_claims_is_that_in_which_they_were_made(ledger: Ledger) -> None:
    ledger.make(Step((), claims=(ClaimChange(None, OTHER), ClaimChange(None, CLAIM))))
    assert ledger.claims() == (CLAIM, OTHER)
    assert ledger.claim("0190c") is None


def test_what_another_window_confirms_is_seen_and_what_is_unsaved_here_stays(database: Path, ledger: Ledger) -> None:
    ledger.make(Step((), claims=(ClaimChange(None, OTHER),)))
    save(database, confirmed())
    assert ledger.refresh()
    assert ledger.claims() == (CLAIM, OTHER)
    assert ledger.passages_of(CLAIM) == (PASSAGE,)
    ledger.save()
    assert kept(database) == [CLAIM, OTHER]


def test_a_claim_that_was_changed_elsewhere_since_is_not_taken_back(database: Path, ledger: Ledger) -> None:
    ledger.make(confirmed())
    ledger.save()
    newer = CLAIM._replace(verdict="true")
    save(database, Step((), claims=(ClaimChange(CLAIM, newer),)), by="bo")
    ledger.refresh()
    step = ledger.undo()
    assert step
    assert (step.claims, len(step.changes)) == ((), 1)
    assert ledger.claims() == (newer,)


def test_a_claim_that_another_program_numbered_is_changed_where_it_is(database: Path) -> None:
    save(database, note(1))
    with TinyDB(database, encoding="utf-8") as stock:
        stock.table("claims").insert({"id": "by hand", "text": "It rained.", "mood": "sunny"})
    by_hand = Claim("by hand", "It rained.")
    save(database, Step((), claims=(ClaimChange(by_hand, by_hand._replace(verdict="true")),)))
    assert kept(database) == [Claim("by hand", "It rained.", "true")]


def test_a_claim_that_cannot_be_read_is_left_out_told_and_found_by_the_checkup(database: Path) -> None:
    save(database, confirmed())
    edit(database, "claims", "7", {"id": "x", "text": 5})
    assert kept(database) == [CLAIM]
    told = [finding.sentence for finding in examine_database(database)]
    assert "Row 7 of claims is not one of ours (text): 5 cannot stand here." in " ".join(told)


def test_a_passage_of_an_unknown_claim_is_told(database: Path) -> None:
    save(database, PASSAGE, note(30))
    told = " ".join(finding.sentence for finding in examine_database(database))
    assert "The claim of 1 annotation is not known; the first one is row" in told
    with closing(Store(database, read_only=True)) as store:
        assert store.attached() == {CLAIM.claim_id: {PASSAGE.article_id}}


def test_copies_are_merged_with_their_claims_and_of_two_versions_the_newer_stays(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(database, confirmed())
    theirs = tmp_path / "theirs" / "annotations.json"
    newer = CLAIM._replace(verdict="half true", updated_at="2026-01-05T00:00:00Z")
    save(theirs, confirmed(newer), Step((), claims=(ClaimChange(None, OTHER),)), by="bo")
    assert "0 new annotations, 1 new claim, 1 newer than ours" in merge_copies(database, [theirs], "ann")[0]
    assert kept(database) == [newer, OTHER]
    assert main(["log", "--database", str(database)]) == 0
    assert "given up for a newer version: claim  “Three houses burned down.”" in capsys.readouterr().out


def test_git_gets_the_claims_of_both_sides(database: Path, tmp_path: Path) -> None:
    save(database, confirmed())
    theirs = tmp_path / "theirs" / "annotations.json"
    save(theirs, confirmed(CLAIM._replace(verdict="true", updated_at="2026-02-01T00:00:00Z")))
    base = tmp_path / "base.json"
    base.write_text("")
    assert "1 annotation merged; 1 changed on both sides" in merge_versions(base, database, theirs)


def test_a_restored_backup_brings_its_claims_back(database: Path, tmp_path: Path) -> None:
    save(database, confirmed())
    copy = Path(shutil.copy(database, tmp_path / "copy.json"))
    save(database, Step((), claims=(ClaimChange(CLAIM, None),)))
    assert kept(database) == []
    restore_copy(database, copy, "ann")
    assert kept(database) == [CLAIM]


def test_the_log_tells_of_claims(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = CLAIM._replace(text="Two houses burned.", verdict="", updated_at="2026-02-02T00:00:00Z")
    save(
        database,
        confirmed(),
        Step((Change(PASSAGE, PASSAGE._replace(stance="refutes")),)),
        Step((), claims=(ClaimChange(CLAIM, renamed),)),
        Step((), claims=(ClaimChange(renamed, renamed._replace(updated_at="2026-02-03T00:00:00Z")),)),
        Step((Change(PASSAGE, PASSAGE._replace(claim_id="", stance="")),), claims=(ClaimChange(renamed, None),)),
    )
    assert main(["log", "--database", str(database)]) == 0
    told = [line.partition("ann         ")[2] for line in capsys.readouterr().out.splitlines()]
    assert told[0] == "claim  “Three houses burned down.”"
    assert told[1].startswith("attached to a claim, no stance → supports  “")
    assert told[2].startswith("supports → refutes  “")
    assert told[3] == "claim, other text, verdict  “Two houses burned.”"
    assert told[4] == "claim, other details  “Two houses burned.”"
    assert told[5] == "deleted, claim  “Two houses burned.”"
    assert told[6].startswith("detached from its claim, ")
    assert main(["log", "--json", "--database", str(database)]) == 0
    assert '"claim": "0190a", "before": null' in capsys.readouterr().out


def test_claims_are_looked_for_in_no_annotation_where_there_are_none() -> None:
    class Counting(MemoryStore):
        looks = 0

        def attached(self) -> dict[str, set[str]]:
            self.looks += 1
            return super().attached()

    store = Counting([PASSAGE])
    assert Ledger(store, "ann").claims() == ()
    assert store.looks == 0
