import { userArnRule } from '../../private/aws/principal-arn';
import { validate } from '../../private/validation/validation';
import { principalGrants } from './consumer-grants';
import { type ConfigText, type ConsumerKind } from './consumer-kind';
import { roleOrUser } from './principals';

const userText: ConfigText = {
  rule: userArnRule,
  description: 'The ARN of one IAM user. Prefer a role, because the keys of a user do not expire.',
  examples: ['arn:aws:iam::111122223333:user/bob'],
};

/** One IAM user, by its ARN. */
export const user: ConsumerKind<string> = {
  grantsOf: (userArn) => {
    validate('userArn', userArn, userArnRule);
    return principalGrants((env) => roleOrUser('userArn', env, userArn));
  },
  config: { pullers: userText, pushers: userText, onlyPushers: userText, readers: userText },
};
