import { accountIdRule } from '../../../private/aws/account-id';
import { regionRule } from '../environments/environments';
import { text } from '../fields';

/** The account of another registry. */
export const account = text(accountIdRule, {
  description: 'A 12-digit AWS account id, in quotes.',
  pattern: '^[0-9]{12}$',
  examples: ['210987654321'],
});

/** The Region of another registry. */
export const region = text(regionRule, { description: 'An AWS Region.', examples: ['eu-west-1'] });
