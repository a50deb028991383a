from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from telegram import Chat, Message, Update, User

from bot.ordering import InOrderPerChat

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


def update(number: int, chat_id: int) -> Update:
    person = User(chat_id, "An", is_bot=False)
    return Update(number, message=Message(number, NOON, Chat(chat_id, "private"), from_user=person, text="?"))


async def until_idle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def started(processor: InOrderPerChat, number: int, chat_id: int, work: Awaitable[None]) -> asyncio.Task[None]:
    return asyncio.create_task(processor.process_update(update(number, chat_id), work))


def gate(log: list[int]) -> tuple[Callable[[int], Awaitable[None]], dict[int, asyncio.Event]]:
    """Work that notes its number when it begins and ends when its event is set."""
    doors: dict[int, asyncio.Event] = {}

    def work(number: int) -> Awaitable[None]:
        doors[number] = asyncio.Event()

        async def run() -> None:
            log.append(number)
            await doors[number].wait()

        return run()

    return work, doors


async def test_messages_of_one_chat_run_one_after_the_other_as_they_came() -> None:
    log: list[int] = []
    work, doors = gate(log)
    processor = InOrderPerChat()
    tasks = [started(processor, number, 7, work(number)) for number in range(5)]
    for number in range(5):
        await until_idle()
        assert log == list(range(number + 1))
        doors[number].set()
    await asyncio.gather(*tasks)


async def test_a_slow_chat_does_not_hold_up_another() -> None:
    log: list[int] = []
    work, doors = gate(log)
    processor = InOrderPerChat()
    slow = started(processor, 1, 7, work(1))
    other = started(processor, 2, 8, work(2))
    await until_idle()
    assert log == [1, 2]
    doors[2].set()
    await other
    doors[1].set()
    await slow


async def test_no_more_chats_than_allowed_are_served_at_once() -> None:
    log: list[int] = []
    work, doors = gate(log)
    processor = InOrderPerChat(at_once=3)
    tasks = [started(processor, number, number, work(number)) for number in range(10)]
    await until_idle()
    assert log == [0, 1, 2]
    doors[1].set()
    await until_idle()
    assert log == [0, 1, 2, 3]
    for door in doors.values():
        door.set()
    await asyncio.gather(*tasks)
    assert log == list(range(10))


async def test_a_chat_that_floods_takes_one_place_only() -> None:
    log: list[int] = []
    work, doors = gate(log)
    processor = InOrderPerChat(at_once=2)
    flood = [started(processor, number, 7, work(number)) for number in range(100)]
    other = started(processor, 500, 8, work(500))
    await until_idle()
    assert log == [0, 500]
    for door in doors.values():
        door.set()
    await asyncio.gather(*flood, other)


async def test_after_an_error_the_next_message_of_the_chat_is_still_answered() -> None:
    async def breaks() -> None:
        raise ValueError

    log: list[int] = []
    work, doors = gate(log)
    processor = InOrderPerChat()
    broken = started(processor, 1, 7, breaks())
    following = started(processor, 2, 7, work(2))
    await until_idle()
    doors[2].set()
    results = await asyncio.gather(broken, following, return_exceptions=True)
    assert isinstance(results[0], ValueError)
    assert log == [2]


async def test_cancelled_before_its_turn_it_leaves_no_coroutine_behind() -> None:
    log: list[int] = []
    work, doors = gate(log)
    processor = InOrderPerChat()
    first = started(processor, 1, 7, work(1))
    waiting = started(processor, 2, 7, work(2))
    last = started(processor, 3, 7, work(3))
    await until_idle()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    gc.collect()  # a coroutine that was never awaited would warn here, and warnings are errors
    doors[1].set()
    doors[3].set()
    await asyncio.gather(first, last)
    assert log == [1, 3]


async def test_updates_without_a_chat_do_not_wait_for_each_other() -> None:
    log: list[int] = []
    work, doors = gate(log)
    processor = InOrderPerChat()
    tasks = [asyncio.create_task(processor.process_update(Update(number), work(number))) for number in range(2)]
    await until_idle()
    assert log == [0, 1]
    for door in doors.values():
        door.set()
    await asyncio.gather(*tasks)


async def test_chats_at_rest_take_no_memory() -> None:
    async def nothing() -> None:
        pass

    processor = InOrderPerChat()
    for chat_id in range(1000):
        await processor.process_update(update(chat_id, chat_id), nothing())
    gc.collect()
    assert len(processor._chats) == 0
