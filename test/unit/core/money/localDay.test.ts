import assert from 'node:assert/strict';
import { localDayOf, monthOf } from '../../../../src/core/money/localDay';
import { runChild } from '../../store/child';

/** By zone, moments (UTC) and the days that a clock on the wall there showed. */
const days: Readonly<Record<string, readonly (readonly [moment: string, day: string])[]>> = {
  UTC: [
    ['2026-11-29T23:59:59.999Z', '2026-11-29'],
    ['2026-11-30T00:00:00.000Z', '2026-11-30'],
  ],
  'America/New_York': [
    // the day of 23 hours
    ['2026-03-08T04:59:59Z', '2026-03-07'],
    ['2026-03-08T05:00:00Z', '2026-03-08'],
    ['2026-03-09T03:59:59Z', '2026-03-08'],
    ['2026-03-09T04:00:00Z', '2026-03-09'],
    // the day of 25 hours
    ['2026-11-01T03:59:59Z', '2026-10-31'],
    ['2026-11-01T04:00:00Z', '2026-11-01'],
    ['2026-11-02T04:59:59Z', '2026-11-01'],
    ['2026-11-02T05:00:00Z', '2026-11-02'],
  ],
  'Europe/Berlin': [
    ['2026-03-28T22:59:59Z', '2026-03-28'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T21:59:59Z', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-25T22:59:59Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26'],
    // month ends, of a leap year too
    ['2028-02-28T23:00:00Z', '2028-02-29'],
    ['2028-02-29T22:59:59Z', '2028-02-29'],
    ['2028-02-29T23:00:00Z', '2028-03-01'],
    ['2026-12-31T22:59:59Z', '2026-12-31'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ],
  // it went over to the other side of the date line, and had no 30th of December
  'Pacific/Apia': [
    ['2011-12-30T09:59:59Z', '2011-12-29'],
    ['2011-12-30T10:00:00Z', '2011-12-31'],
    ['2026-11-29T10:59:59Z', '2026-11-29'],
    ['2026-11-29T11:00:00Z', '2026-11-30'],
  ],
  'Asia/Kathmandu': [
    ['2026-11-29T18:14:59Z', '2026-11-29'],
    ['2026-11-29T18:15:00Z', '2026-11-30'],
  ],
  // midnight itself does not come when the clocks go forward
  'Africa/Cairo': [
    ['2026-04-23T21:59:59Z', '2026-04-23'],
    ['2026-04-23T22:00:00Z', '2026-04-24'],
  ],
};

describe("the user's own day", function () {
  this.timeout(20_000);

  for (const [zone, found] of Object.entries(days)) {
    it(`is that of the clock on the wall: ${zone}`, async () => {
      const moments = found.map(([moment]) => moment);
      const { stdout, stderr } = await runChild(__filename, 'daysInChild', moments, {
        env: { ...process.env, TZ: zone },
      });
      assert.deepEqual(JSON.parse(stdout || '""'), found, stderr);
    });

    it(`never goes back while time goes on: ${zone}`, async () => {
      const run = await runChild(__filename, 'goesOnInChild', [], { env: { ...process.env, TZ: zone } });
      assert.deepEqual([run.stdout, run.code], ['', 0], run.stderr);
    });
  }

  it('has four digits for the year, and two for the month and the day', () => {
    assert.match(localDayOf(Date.UTC(999, 5, 15)), /^0999-06-15$/);
    assert.match(localDayOf(Date.UTC(2026, 0, 5, 12)), /^2026-01-05$/);
  });

  it('belongs to a month that begins with its first', () => {
    assert.deepEqual(['2026-11-29', '2026-12-01', '2028-02-29', '2026-12-31'].map(monthOf), [
      ...['2026-11-01', '2026-12-01', '2028-02-01', '2026-12-01'],
    ]);
  });
});

/** In a child, which has a time zone of its own. */
export async function daysInChild(...moments: string[]): Promise<void> {
  process.stdout.write(JSON.stringify(moments.map((moment) => [moment, localDayOf(Date.parse(moment))])));
}

/** In a child: walks through a year in steps of ten minutes, and says where a day comes after a later one. */
export async function goesOnInChild(): Promise<void> {
  let last = '';
  for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 2); ms += 10 * 60_000) {
    const day = localDayOf(ms);
    if (day < last) process.stdout.write(`${new Date(ms).toISOString()} ${day} `);
    last = day;
  }
}
