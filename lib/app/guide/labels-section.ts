import { shellWord } from '../../private/text/shell-word';
import { getImageLines } from './get-image-lines';
import { commands, type DraftSection, type GuideBlock, part, text } from './guide-page';
import { ecrCommand, type GuideRepository } from './guide-repository';

/** The section about the labels of an image, on the machine and in the registry. */
export function labelsSection(repository: GuideRepository): DraftSection {
  return {
    id: 'labels',
    title: 'Read its labels',
    parts: [
      part(
        ['pull'],
        text`For an image that you have pulled:`,
        commands(
          'labels-pulled',
          "tag='1.0.0'",
          "docker image inspect --format '{{json .Config.Labels}}' \\",
          `  ${shellWord(repository.uri)}:"$tag"`,
        ),
      ),
      part(
        ['readConfig'],
        text`Without a pull, with ${'curl'} and ${'jq'}. For a multi-platform image, this prints the labels of the first platform:`,
        labelCommands(repository),
      ),
    ],
  };
}

/** The commands that read labels. The labels are in the configuration of the image, a blob that its manifest names. */
function labelCommands(repository: GuideRepository): GuideBlock {
  const [start = '', name = ''] = ecrCommand('get-download-url-for-layer', repository);
  return commands(
    'labels',
    "tag='1.0.0'",
    ...getImageLines(repository),
    'manifest=$(get_image imageTag="$tag" imageManifest)',
    `child=$(printf '%s' "$manifest" | jq -r '.manifests[0].digest // empty')`,
    'if [ -n "$child" ]; then manifest=$(get_image imageDigest="$child" imageManifest); fi',
    `config=$(printf '%s' "$manifest" | jq -r '.config.digest')`,
    `url=$(${start}`,
    `${name} --layer-digest "$config" --query downloadUrl --output text)`,
    `curl -fsS "$url" | jq '.config.Labels'`,
  );
}
