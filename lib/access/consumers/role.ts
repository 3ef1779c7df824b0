import { roleArnRule } from '../../private/aws/principal-arn';
import { validate } from '../../private/validation/validation';
import { principalGrants } from './consumer-grants';
import { type ConfigText, type ConsumerKind } from './consumer-kind';
import { roleOrUser } from './principals';

const roleText: ConfigText = {
  rule: roleArnRule,
  description: 'The ARN of one IAM role.',
  examples: ['arn:aws:iam::111122223333:role/deployer'],
};

/** One IAM role, by its ARN. */
export const role: ConsumerKind<string> = {
  grantsOf: (roleArn) => {
    validate('roleArn', roleArn, roleArnRule);
    return principalGrants((env) => roleOrUser('roleArn', env, roleArn));
  },
  config: { pullers: roleText, pushers: roleText, onlyPushers: roleText, readers: roleText },
};
