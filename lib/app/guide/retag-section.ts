import { digestLines, getImageLines } from './get-image-lines';
import { commands, type DraftSection, part, text } from './guide-page';
import { ecrCommand, type GuideRepository } from './guide-repository';
import { tagRules } from './tag-words';

/** The section about adding a tag to an image in the registry, for one or several platforms, without a pull. */
export function retagSection(repository: GuideRepository): DraftSection {
  const [put = '', name = ''] = ecrCommand('put-image', repository);
  const { words, mayRefuse } = tagRules(repository.node.resource);
  return {
    id: 'retag',
    title: 'Add a tag to an image, without a pull',
    parts: [
      part(
        ['retag'],
        text`ECR compares the manifest with the digest. So it accepts the manifest only if no character has changed.`,
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
        text`${words}${mayRefuse ? [' So use a tag that no image has.'] : []}`,
      ),
    ],
  };
}
