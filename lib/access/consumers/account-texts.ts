import { accountIdRule } from '../../private/aws/account-id';
import { organizationIdRule } from '../../private/aws/organization-id';
import { type ConfigText } from './consumer-kind';

export const accountText: ConfigText = {
  rule: accountIdRule,
  description: 'A 12-digit AWS account id, in quotes.',
  pattern: '^[0-9]{12}$',
  examples: ['111122223333'],
};

export const organizationText: ConfigText = {
  rule: organizationIdRule,
  description: 'The id of an AWS organization: every principal in it.',
  examples: ['o-a1b2c3d4e5'],
};
