import { type LifecyclePreview } from '../../repository/lifecycle-preview';

/** The images as machines read them, newest first; `rulePriority` is null where an image stays. */
export function renderPreviewJson({ images }: LifecyclePreview): string {
  const rows = images.map(({ imageDigest, imageTags, action, rulePriority = null }) => ({
    imageDigest,
    imageTags,
    action,
    rulePriority,
  }));
  return JSON.stringify(rows, undefined, 2);
}
