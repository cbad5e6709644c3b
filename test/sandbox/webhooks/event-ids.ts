const REPEAT_EVERY = 50;

/** `eventId` is not unique in HubSpot: here every 50th event repeats the id before it. */
export function createEventIds(): () => number {
  let counter = 0;
  return () => {
    counter += 1;
    const base = counter % REPEAT_EVERY === 0 ? counter - 1 : counter;
    return (1_839_643_000 + base * 7_919) % 2_147_483_647;
  };
}
