"""Who may use the review page: the file that keeps them, and what takes it back."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from web_world import NOW, empty_home, let_in

from monitor.errors import MonitorError
from monitor.store import FOLDER, OWNERS, Store, backup, verify
from monitor.web.admitted import SHORTEST, People

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PASSWORD = "four words made up"


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path)


def test_the_file_is_made_when_it_is_needed_and_is_its_owners_alone(people: People, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        secret = people.book().secret
        people.set_password("Anna", PASSWORD)
    finally:
        os.umask(before)
    assert len(secret) == 64
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert People(tmp_path).book().secret == secret != People(_made(tmp_path / "other")).book().secret


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_the_file_lets_nobody_in(people: People, tmp_path: Path) -> None:
    secret = people.invite("Anna", NOW, NOW + DAY)
    people.set_password("Berta", PASSWORD)
    written = (tmp_path / OWNERS).read_text()
    assert secret not in written
    assert PASSWORD not in written
    assert "scrypt:32768:8:1$" in written


def test_a_link_signs_in_once(people: People) -> None:
    secret = people.invite("Anna", NOW, NOW + 15 * MINUTE)
    assert people.book().of_link(secret, NOW) is not None
    assert [known and known.name for known in (people.use(secret, NOW), people.use(secret, NOW))] == ["Anna", None]
    assert people.book().of_link(secret, NOW) is None


def test_a_link_that_is_used_by_many_at_once_signs_in_one(people: People) -> None:
    secret = people.invite("Anna", NOW, NOW + DAY)
    with ThreadPoolExecutor(8) as pool:
        entered = list(pool.map(lambda _: people.use(secret, NOW), range(16)))
    assert sum(known is not None for known in entered) == 1


@pytest.mark.parametrize("after", [15 * MINUTE, 16 * MINUTE, DAY])
def test_a_link_ends(people: People, after: timedelta) -> None:
    secret = people.invite("Anna", NOW, NOW + 15 * MINUTE)
    assert people.use(secret, NOW + after) is None
    assert people.use(secret, NOW + 14 * MINUTE) is not None


@pytest.mark.parametrize("secret", ["", "x", "é\x00", "a" * 10_000, "\ud800"])
def test_what_is_no_link_leads_nowhere(people: People, secret: str) -> None:
    people.invite("Anna", NOW, NOW + DAY)
    assert people.use(secret, NOW) is None


def test_a_reader_uses_a_link_as_often_as_they_like_until_it_ends(people: People) -> None:
    secret = people.invite("reader", NOW, NOW + 30 * DAY, may_act=False)
    known = [people.use(secret, NOW + days * DAY) for days in (0, 1, 29, 30)]
    assert [one is not None and not one.may_act for one in known] == [True, True, True, False]


def test_another_link_of_a_reader_takes_the_one_before_back(people: People) -> None:
    first, second = (people.invite("reader", NOW, NOW + DAY, may_act=False) for _ in range(2))
    assert (people.use(first, NOW), people.use(second, NOW) is not None) == (None, True)


def test_readers_without_a_name_get_one_that_is_free(people: People) -> None:
    names = []
    for _ in range(3):
        names.append(people.free_name("reader"))
        people.invite(names[-1], NOW, NOW + DAY, may_act=False)
    assert names == ["reader", "reader 2", "reader 3"]


def test_a_person_becomes_no_reader_and_a_reader_no_person(people: People) -> None:
    people.invite("Anna", NOW, NOW + DAY)
    people.invite("reader", NOW, NOW + DAY, may_act=False)
    with pytest.raises(MonitorError, match="Anna is a person"):
        people.invite("anna", NOW, NOW + DAY, may_act=False)
    with pytest.raises(MonitorError, match="reader is a reader"):
        people.invite("Reader", NOW, NOW + DAY)
    with pytest.raises(MonitorError, match="reader is a reader"):
        people.set_password("reader", PASSWORD)


def test_a_password_is_theirs_however_keyboards_write_it(people: People) -> None:
    people.set_password("Zoé", "mot de passe prévu")
    decomposed = "mot de passe pre\u0301vu"
    assert [people.checked(name, decomposed) is not None for name in (" ZOe\u0301 ", "zoe")] == [True, False]


def test_another_password_is_refused(people: People) -> None:
    let_in(people, "Anna", PASSWORD)
    people.invite("Berta", NOW, NOW + DAY)
    assert people.checked("Anna", PASSWORD) is not None
    guesses = ["", PASSWORD[:-1], PASSWORD.upper(), f"{PASSWORD} ", "\x00", "x" * 5_000]
    assert [people.checked("Anna", guess) for guess in guesses] == [None] * len(guesses)
    assert [people.checked(name, "") for name in ("Berta", "nobody")] == [None] * 2


@pytest.mark.parametrize("given", ["", "short", "x" * (SHORTEST - 1), "x" * 1_001])
def test_a_password_that_is_easily_guessed_is_not_set(people: People, given: str) -> None:
    with pytest.raises(MonitorError, match="12 to 1,000 characters"):
        people.set_password("Anna", given)


def test_a_new_password_ends_sessions_and_links(people: People) -> None:
    secret = people.invite("Anna", NOW, NOW + DAY)
    before = people.book().named("Anna")
    people.set_password("anna", PASSWORD)
    after = people.book().named("Anna")
    assert before
    assert after
    assert (after.name, after.epoch != before.epoch, people.use(secret, NOW)) == ("Anna", True, None)


def test_who_was_removed_and_comes_back_has_none_of_what_they_had(people: People) -> None:
    secret = people.invite("Anna", NOW, NOW + DAY)
    before = people.book().named("Anna")
    assert people.remove("ANNA")
    assert not people.remove("Anna")
    people.invite("Anna", NOW, NOW + DAY)
    after = people.book().named("Anna")
    assert before
    assert after
    assert (after.epoch != before.epoch, people.use(secret, NOW)) == (True, None)


def test_what_others_write_is_seen_at_once(people: People, tmp_path: Path) -> None:
    assert people.book().people == ()
    People(tmp_path).invite("Anna", NOW, NOW + DAY)
    assert [one.name for one in people.book().people] == ["Anna"]


def test_nothing_is_lost_when_many_write_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: People(tmp_path).invite(f"person {number}", NOW, NOW + DAY), range(40)))
    assert len(People(tmp_path).book().people) == 40


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_writes_is_the_services(people: People, tmp_path: Path) -> None:
    os.chown(tmp_path, 65_534, -1)
    people.invite("Anna", NOW, NOW + DAY)
    assert {path.stat().st_uid for path in tmp_path.iterdir()} == {65_534}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"secret": 3, "people": []}', b"\xff\xfe", b'{"people": []}'])
def test_a_damaged_file_lets_nobody_in_and_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / OWNERS).write_bytes(content)
    with pytest.raises(MonitorError, match=r"web\.json is damaged\. Remove it"):
        People(tmp_path).book()
    with pytest.raises(MonitorError, match="is damaged"):
        People(tmp_path).invite("Anna", NOW, NOW + DAY)
    assert (tmp_path / OWNERS).read_bytes() == content


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="cannot be written"):
        People(tmp_path / "nowhere").book()


def test_no_group_reads_it_no_backup_has_it_and_nothing_that_verifies_minds_it(tmp_path: Path) -> None:
    home = empty_home(_made(tmp_path / "home"))
    People(home / FOLDER).invite("Anna", NOW, NOW + DAY)
    with Store.open(home, writer=True) as store:
        store.share(os.getgid())
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home / FOLDER).iterdir()}
    assert (modes[OWNERS], modes[f".{OWNERS}.lock"], modes["monitor.db"]) == (0o600, 0o600, 0o640)
    assert verify(home, lambda *_: None).flaws == ()
    backup(home, tmp_path / "copy", lambda *_: None)
    assert [path.name for path in (tmp_path / "copy").rglob(f"*{OWNERS}*")] == []
