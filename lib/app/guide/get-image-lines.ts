import { ecrCommand, type GuideRepository } from './guide-repository';

/** A shell function that returns one field of an image. Its arguments are `imageTag=…` or `imageDigest=…`, and the field. */
export function getImageLines(repository: GuideRepository): string[] {
  const [start = '', name = ''] = ecrCommand('batch-get-image', repository);
  return ['get_image() {', `  ${start}`, `  ${name} --image-ids "$1" --query "images[0].$2" --output text`, '}'];
}

/** Sets `digest` to the digest that `tag` has now, and prints it. */
export const digestLines = ['digest=$(get_image imageTag="$tag" imageId.imageDigest)', 'echo "$digest"'];
