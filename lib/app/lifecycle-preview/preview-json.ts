import { inChunks } from '../../private/text/chunks';
import { type LifecyclePreview } from '../../repository/preview/lifecycle-preview';

/**
 * The images as machines read them, newest first; `rulePriority` is null where an image stays. They come in chunks,
 * since a million of them are more than one text can hold.
 */
export function renderPreviewJson(preview: LifecyclePreview): Iterable<string> {
  return inChunks(pieces(preview));
}

function* pieces(preview: LifecyclePreview): Generator<string, void, undefined> {
  let before = '[';
  for (const { imageDigest, imageTags, action, rulePriority = null } of preview._eachImage()) {
    const row = { imageDigest, imageTags, action, rulePriority };
    // As an element of a list, so that it is indented as one.
    yield before + JSON.stringify([row], undefined, 2).slice(1, -2);
    before = ',';
  }
  yield before === '[' ? '[]' : '\n]';
}
