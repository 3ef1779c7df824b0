import { ecrCommand, type GuideRepository } from './guide-repository';

/** A shell function that asks for one image by `imageTag=` or `imageDigest=`; the rest says what of it. */
export function getImageLines(repository: GuideRepository): string[] {
  const [start = '', name = ''] = ecrCommand('batch-get-image', repository);
  return ['get_image() {', `  ${start}`, `  ${name} --image-ids "$1" --query "images[0].$2" --output text`, '}'];
}

/** Sets `digest` to what `tag` names now, and shows it. */
export const digestLines = ['digest=$(get_image imageTag="$tag" imageId.imageDigest)', 'echo "$digest"'];
