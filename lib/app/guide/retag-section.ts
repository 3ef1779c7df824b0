import { digestLines, getImageLines } from './get-image-lines';
import { commands, type DraftSection, part, text } from './guide-page';
import { ecrCommand, type GuideRepository } from './guide-repository';
import { tagRules } from './tag-words';

/** Another tag for an image that is there, of one platform or of several, with no layer moved. */
export function retagSection(repository: GuideRepository): DraftSection {
  const [put = '', name = ''] = ecrCommand('put-image', repository);
  const { words, mayRefuse } = tagRules(repository.node.resource);
  return {
    id: 'retag',
    title: 'Give an image another tag, without a pull',
    parts: [
      part(
        ['retag'],
        text`The digest goes along: ECR takes the manifest only if it is the same to the last character.`,
        commands(
          'retag',
          "tag='1.0.0'",
          "new_tag='1.0'",
          ...getImageLines(repository),
          ...digestLines,
          'type=$(get_image imageDigest="$digest" imageManifestMediaType)',
          'manifest=$(get_image imageDigest="$digest" imageManifest)',
          put,
          `${name} --image-tag "$new_tag" --image-digest "$digest" \\`,
          '  --image-manifest-media-type "$type" --image-manifest "$manifest" --query image.imageId',
        ),
        text`${words}${mayRefuse ? [' So take a new tag that no image has.'] : []}`,
      ),
    ],
  };
}
