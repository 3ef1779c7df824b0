/** Commands that push one image, which they name last. */
const push = /^(?:docker|podman|buildah|nerdctl)\s+(?:image\s+)?push\s|^crane\s+(?:push|copy|cp)\s|^skopeo\s+copy\s/;
/** Commands that push an image under the tags that they name by `-t`. */
const pushWithTags =
  /^docker\s+(?:buildx\s+)?build\s(?:.*\s)?(?:--push(?:\s|$)|(?:-o|--output)[ =]\S*(?:type=registry|push=true))|^docker\s+buildx\s+imagetools\s+create\s/;
const otherPushes =
  /^docker(?:\s+compose|-compose)\s(?:.*\s)?push(?:\s|$)|^docker\s+buildx\s+bake\s(?:.*\s)?--push(?:\s|$)|^aws\s(?:.*\s)?ecr\s+put-image\s/;

/** Whether a command pushes an image. */
export function isPush(command: string): boolean {
  return [push, pushWithTags, otherPushes].some((form) => form.test(command));
}

/** The names of the images that a command pushes, if it names them. `docker push --all-tags` names no tag. */
export function pushedNames(command: string): string[] {
  const words = command.replace(/["']/g, '').split(/\s+/);
  if (push.test(command)) {
    if (words.some((word) => word === '-a' || word === '--all-tags')) return [];
    return words
      .filter((word) => !word.startsWith('-'))
      .slice(-1)
      .map((word) => word.replace(/^docker:\/\//, ''));
  }
  if (!pushWithTags.test(command)) return [];
  return [...words.join(' ').matchAll(/\s(?:-t|--tag)[ =]?(\S+)/g)].flatMap(([, name]) => name ?? []);
}
