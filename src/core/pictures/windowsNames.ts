/**
 * Names that Windows keeps for devices, whatever extension, case and spaces they have. The superscript digits of Latin-1 count
 * as well.
 */
const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[\d¹²³])$/i;

/** Whether Windows refuses the name of a file or folder, or means something else by it. It drops spaces and dots at the end. */
export function isReservedOnWindows(name: string): boolean {
  const [beforeDot = ''] = name.split(/[.:]/);
  return devices.test(beforeDot.trim()) || /[. ]$/.test(name);
}
