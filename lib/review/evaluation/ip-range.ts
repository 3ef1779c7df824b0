/** The groups of an address's bits. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/**
 * Whether an address is in a range such as `10.0.0.0/8` or `2001:db8::/32`. Returns `undefined` if either is not valid.
 */
export function isInRange(address: string, range: string): boolean | undefined {
  const [start = '', length] = range.split('/');
  const [one, from] = [addressOf(address), addressOf(start)];
  if (one === undefined || from === undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const prefix = length === undefined ? from.bits : Number(length);
  if (prefix > from.bits) return undefined;
  const rest = BigInt(from.bits - prefix);
  return one.bits === from.bits && one.value >> rest === from.value >> rest;
}

function addressOf(text: string): Address | undefined {
  return text.includes(':') ? version6(text) : version4(text);
}

function version4(text: string): Address | undefined {
  const numbers = text.split('.');
  if (numbers.length !== 4 || !numbers.every((one) => /^\d{1,3}$/.test(one) && Number(one) < 256)) return undefined;
  return { bits: 32, value: numbers.reduce((value, one) => (value << 8n) | BigInt(one), 0n) };
}

function version6(text: string): Address | undefined {
  const halves = text.split('::');
  const [first = [], second] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - first.length - (second?.length ?? 0);
  if (halves.length > 2 || (second === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...first, ...Array<string>(missing).fill('0'), ...(second ?? [])];
  if (!groups.every((one) => /^[\da-f]{1,4}$/i.test(one))) return undefined;
  return { bits: 128, value: groups.reduce((value, one) => (value << 16n) | BigInt(`0x${one}`), 0n) };
}
