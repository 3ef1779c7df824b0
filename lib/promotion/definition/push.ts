import { type PromotionDefinitionOptions } from './promotion-options';
import { type States, all, choice, isText, not, pass, present } from './states';

/** The tags by which cosign attaches artifacts. The parts of an index and referrers are pushed without a tag. */
const attachedTag = 'sha256-*';

/** The states that check the input of the execution and read the image from it. */
export function pushStates({ target, targetRepository, urlSuffix }: PromotionDefinitionOptions): States {
  const mine = targetRepository.kind === 'prefix' ? `${targetRepository.from}*` : '*';
  const host = `${target.registryId}.dkr.ecr.${target.region}.${urlSuffix}`;
  return {
    'Is the push tagged?': choice(
      [
        [not(present('$.tag')), 'Nothing to promote'],
        [not(isText('$.tag')), 'Nothing to promote'],
        [{ Variable: '$.tag', StringEquals: '' }, 'Nothing to promote'],
        [{ Variable: '$.tag', StringMatches: attachedTag }, 'Nothing to promote'],
        [
          all(isText('$.repository'), { Variable: '$.repository', StringMatches: mine }, isText('$.digest'), {
            Variable: '$.digest',
            StringMatches: 'sha256:*',
          }),
          'Take the image',
        ],
      ],
      'Not a push',
    ),
    'Nothing to promote': {
      Type: 'Succeed',
      Comment: 'A push without a tag is a part of or an attachment to a tagged image',
    },
    'Not a push': { Type: 'Fail', Error: 'NotAPush', Cause: 'The input must be { repository, digest, tag } of a push' },
    'Take the image': pass(
      {
        image: { 'repository.$': '$.repository', 'digest.$': '$.digest', 'tag.$': '$.tag' },
        target: { host, repository: targetRepository.kind === 'one' ? targetRepository.name : '' },
        approved: false,
      },
      undefined,
      targetRepository.kind === 'one' ? 'Read the pushed image' : 'Split the name',
    ),
  };
}
