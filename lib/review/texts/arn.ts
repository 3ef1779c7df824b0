import { partsOf } from './text-parts';

/** The parts of an ARN. A part may be an unresolved value, whose name may hold colons: it is never cut. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN; `undefined` for a text that is none. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource] = arnParts(text);
  return resource === undefined ? undefined : { partition, service, region, account, resource };
}

/** The parts of an ARN, or of a pattern of ARNs: six, or fewer if it is none or a `*` stands for several of them. */
export function arnParts(arn: string): string[] {
  return partsOf(arn, ':', 6);
}

export function arnText({ partition, service, region, account, resource }: Arn): string {
  return ['arn', partition, service, region, account, resource].join(':');
}
