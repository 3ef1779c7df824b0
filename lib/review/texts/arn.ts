import { partsOf } from './text-parts';

/** The parts of an ARN. A part may be an unresolved value, whose name may contain colons, so it is never cut. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Returns the parts of an ARN, or `undefined` if the text is not one. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource] = arnParts(text);
  return resource === undefined ? undefined : { partition, service, region, account, resource };
}

/**
 * Returns the six parts of an ARN or of a pattern. There are fewer if the text is no ARN, or if a `*` replaces several
 * parts.
 */
export function arnParts(arn: string): string[] {
  return partsOf(arn, ':', 6);
}

export function arnText({ partition, service, region, account, resource }: Arn): string {
  return ['arn', partition, service, region, account, resource].join(':');
}
