import { firstDay } from '../../../access/contributor/expiration';
import { instantOf } from '../../../private/validation/instant';
import { fields, listOf } from '../unvalidated';

/** The data of a file in which access and exceptions that have ended last until the first day that is valid. */
export function withoutEndedAccess(data: unknown): unknown {
  const { contributors, ...rest } = fields(data);
  return Array.isArray(contributors) ? { ...rest, contributors: contributors.map(contributor) } : data;
}

function contributor(item: unknown): unknown {
  const { gate, ...rest } = fields(item);
  const exceptions = fields(gate).exceptions;
  return {
    ...lasting(rest, 'expiresAt'),
    ...(gate !== undefined && {
      gate: {
        ...fields(gate),
        ...(exceptions !== undefined && { exceptions: listOf(exceptions).map((one) => lasting(fields(one), 'until')) }),
      },
    }),
  };
}

function lasting(item: Readonly<Record<string, unknown>>, key: string): object {
  const end = instantOf(String(item[key]));
  return end !== undefined && end < Date.parse(firstDay) ? { ...item, [key]: `${firstDay}T00:00:00Z` } : item;
}
