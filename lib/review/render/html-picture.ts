import { html, type Html } from '../../private/text/html';
import { type PageSection } from './html-page';

/** The marks of a comparison, so that no change is shown by its colour alone. */
const changeLegend = (
  [
    ['+', 'added'],
    ['\u2212', 'removed'],
    ['\u2191', 'widened'],
    ['\u2193', 'narrowed'],
  ] as const
).map(([mark, change]) => html`<span><span class="mark ${change}">${mark}</span>${change}</span> `);

/** The element for the picture and the legend of its lines. */
function content(marks: readonly Html[]): Html {
  return html`
    <noscript><p>The picture needs JavaScript. The tables below show the same access.</p></noscript>
    <p class="legend">
      <span
        ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge from" d="M0 5H44" /></svg>push, delete or
        configure</span
      >
      <span
        ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge to" d="M0 5H44" /></svg>pull or list</span
      >
      <span
        ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge to conditional" d="M0 5H44" /></svg>on a
        condition</span
      >
      <span
        ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge to unknown" d="M0 5H44" /></svg>unknown until
        deployment</span
      >
      ${marks}
    </p>
    <div
      id="picture"
      tabindex="0"
      role="region"
      aria-label="Picture of the access. The tables below show the same access."
    ></div>
    <p id="picture-note" class="soft" role="status"></p>
    <p class="screen soft">Point at a name to see its connections. Select it to see only its rows.</p>
  `;
}

export const htmlPicture: PageSection = {
  id: 'overview',
  title: 'Publishers, repositories, consumers',
  content: content([]),
};

export const htmlChangePicture: PageSection = {
  id: 'overview',
  title: 'What changes between publishers, repositories and consumers',
  content: content(changeLegend),
};
