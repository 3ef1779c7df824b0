import { inChunks } from '../../private/text/chunks';
import { type LifecyclePreview } from '../../repository/preview/lifecycle-preview';

/**
 * Renders the images as JSON, newest first. `rulePriority` is null if an image is kept. The text comes in chunks, because
 * a million images are longer than one string can be.
 */
export function renderPreviewJson(preview: LifecyclePreview): Iterable<string> {
  return inChunks(pieces(preview));
}

function* pieces(preview: LifecyclePreview): Generator<string, void, undefined> {
  let before = '[';
  for (const { imageDigest, imageTags, action, rulePriority = null } of preview._eachImage()) {
    const row = { imageDigest, imageTags, action, rulePriority };
    // Rendered as an element of a list, so that it has the indentation of one.
    yield before + JSON.stringify([row], undefined, 2).slice(1, -2);
    before = ',';
  }
  yield before === '[' ? '[]' : '\n]';
}
