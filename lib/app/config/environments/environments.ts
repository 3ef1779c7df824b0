import { accountIdRule } from '../../../private/aws/account-id';
import { kmsKeyArnRule } from '../../../private/aws/kms-key-arn';
import { isRegion, knownRegions, unknownRegionRemedy } from '../../../private/aws/known-regions';
import { textRule } from '../../../private/validation/text';
import { type Rule, firstProblem, quote } from '../../../private/validation/validation';
import { flag, mapping, text, uniqueList } from '../fields';
import { didYouMean } from '../did-you-mean';

/** The name of an environment becomes part of a stack's name. */
export const environmentNameRule: Rule = (value) =>
  firstProblem(value, textRule('the name of an environment'), (checked) =>
    /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(checked as string)
      ? undefined
      : `must be the name of an environment, got ${quote(checked)}. Use at most 64 letters, digits and '-'.`,
  );

/** A Region that AWS has. */
export const regionRule: Rule = (value) =>
  firstProblem(value, textRule('an AWS Region'), (checked) => {
    const region = checked as string;
    if (isRegion(region)) return undefined;
    return `must be an AWS Region, got ${quote(region)}${regionRemedy(region)}`;
  });

function regionRemedy(region: string): string {
  if (/[A-Z]/.test(region)) return '. Write it in lower case.';
  if (/\d[a-z]$/.test(region)) return `. That is a zone. Use its Region '${region.slice(0, -1)}'.`;
  return `.${didYouMean([region], knownRegions)} ${unknownRegionRemedy}`;
}

/** An account and a Region that the registry is deployed to. */
export const environment = mapping(
  {
    name: text(environmentNameRule, {
      description: 'The name that repositories, publishers and builds refer to. It is part of the stack name.',
      examples: ['prod'],
    }),
    account: text(accountIdRule, {
      description: 'A 12-digit AWS account id, in quotes.',
      pattern: '^[0-9]{12}$',
      examples: ['123456789012'],
    }),
    region: text(regionRule, { description: 'An AWS Region.', examples: ['us-east-1'] }),
    encryptionKey: text(kmsKeyArnRule, {
      description:
        'The ARN of the KMS key of its repositories, unless a group or the repository has another one. The default is AES-256.',
      examples: ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
    }).optional(),
    home: flag(
      'Whether it holds what exists once in its account: the identity providers and the roles of publishers. The default ' +
        'is the first environment of the account by name.',
    ),
  },
  'An account and a Region that the registry is deployed to.',
);

/** The names of the environments that a part of the file is deployed to. */
export const environmentNames = uniqueList(
  text(environmentNameRule, { description: 'The name of an environment.', examples: ['prod'] }),
  'The names of the environments that it is deployed to. The default is all of them.',
).optional();
