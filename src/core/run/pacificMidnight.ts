const pacific = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** When Google's daily quotas begin anew: midnight in Los Angeles, in milliseconds since 1970. An hour off on two days a year. */
export function nextMidnightPacific(now: number): number {
  const parts = Object.fromEntries(pacific.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const passed =
    ((parts['hour'] ?? 0) * 3600 + (parts['minute'] ?? 0) * 60 + (parts['second'] ?? 0)) * 1000 + (now % 1000);
  return now - passed + 86_400_000;
}
