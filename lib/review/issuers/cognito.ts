import { type Federation } from './federation';

const aud = 'cognito-identity.amazonaws.com:aud';
const amr = 'cognito-identity.amazonaws.com:amr';
const poolFix =
  "Add a StringEquals condition on 'cognito-identity.amazonaws.com:aud' with the id of your identity pool, such as 'us-east-1:12345678-1234-1234-1234-123456789012'.";
const guestFix =
  "Add a ForAnyValue:StringLike condition on 'cognito-identity.amazonaws.com:amr' with 'authenticated'. Give guests another role that cannot push.";

/**
 * Identity pools of Amazon Cognito. `aud` is the pool, and `amr` says whether the user is logged in.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export const cognito: Federation = {
  id: 'cognito-trust-of-any-pool',
  severity: 'error',
  title: 'A trust in Amazon Cognito that does not limit the identity pool',
  isOpenToAnyone: true,
  action: 'sts:AssumeRoleWithWebIdentity',
  isPrincipal: ({ type, value }) => type === 'Federated' && value === 'cognito-identity.amazonaws.com',
  keys: /^cognito-identity\.amazonaws\.com:/,
  strangers: ({ pinned, examples, keys, pushes }) => {
    const logins = [['unauthenticated'], ['authenticated'], ...pinned(amr).map((value) => ['authenticated', value])];
    const guests = pinned(aud).map((pool) => ({ [aud]: [pool], [amr]: ['unauthenticated'] }));
    const isForGuests = pinned(amr).includes('unauthenticated');
    return [
      {
        contexts: ['us-east-1:another-pool', ...examples(aud)].flatMap((pool) =>
          logins.map((login) => ({ [aud]: [pool], [amr]: login })),
        ),
        severity: 'error',
        problem:
          'trusts Amazon Cognito but no condition limits the identity pool. Any AWS account can create a pool whose users become this role.',
        fix: poolFix,
      },
      ...(pushes
        ? [
            {
              contexts: guests,
              severity: 'error' as const,
              problem:
                'pushes images and trusts guests of an identity pool, who have no login. Anyone who knows the pool can push.',
              fix: guestFix,
            },
          ]
        : []),
      {
        contexts: isForGuests || !keys.includes(aud) ? [] : guests,
        severity: 'warning',
        problem:
          "trusts an identity pool but no condition limits the token's 'amr'. Guests of the pool, who have no login, can become this role.",
        fix: guestFix,
      },
    ];
  },
};
