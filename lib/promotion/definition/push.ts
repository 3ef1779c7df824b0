import { type PromotionDefinitionOptions } from './promotion-options';
import { type States, all, choice, isText, not, pass, present } from './states';

/** The tags by which cosign and others attach artifacts to an image. The copy of the image takes them along. */
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
      Comment: 'A push without a tag is a part of a tagged image or an attachment to one',
    },
    'Not a push': { Type: 'Fail', Error: 'NotAPush', Cause: 'The input must be { repository, digest, tag } of a push' },
    'Take the image': pass(
      {
        image: { 'repository.$': '$.repository', 'digest.$': '$.digest', 'tag.$': '$.tag' },
        target: { host, repository: targetRepository.kind === 'one' ? targetRepository.name : '' },
        approved: false,
      },
      undefined,
      'Is the tag ever promoted?',
    ),
    'Is the tag ever promoted?': choice(
      [[{ Variable: '$.image.tag', StringMatches: attachedTag }, 'NEVER_PROMOTED']],
      targetRepository.kind === 'one' ? 'Read the pushed image' : 'Split the name',
    ),
  };
}
