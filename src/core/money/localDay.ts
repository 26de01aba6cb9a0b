/** The day in the user's time zone on which a moment (milliseconds since 1970) lies, as YYYY-MM-DD. */
export function localDayOf(ms: number): string {
  const date = new Date(ms);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** The first day of the calendar month of a local day. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
