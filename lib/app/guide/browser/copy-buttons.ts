/** The time for which a button shows that it has copied, in milliseconds. */
const shownFor = 2000;
const name = 'Copy';

/** Adds a button to each block of code. Without the script there is no button, since it could not copy. */
export function addCopyButtons(): void {
  const blocks = [...document.querySelectorAll('pre')];
  if (blocks.length === 0) return;
  const status = document.createElement('p');
  status.className = 'spoken';
  status.setAttribute('role', 'status');
  document.body.append(status);
  for (const block of blocks) {
    const box = document.createElement('div');
    box.className = 'code';
    block.replaceWith(box);
    box.append(block, copyButton(block, status));
  }
}

/** @param status the element whose text a screen reader speaks. */
function copyButton(block: HTMLElement, status: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  const [firstLine = ''] = block.textContent.split('\n');
  button.type = 'button';
  button.className = 'screen';
  button.textContent = name;
  button.setAttribute('aria-label', `${name}: ${firstLine}`);
  let waiting: number | undefined;
  button.addEventListener('click', () => {
    void copy(block).then((isCopied) => {
      button.textContent = isCopied ? 'Copied' : 'Selected';
      status.textContent = isCopied ? 'Copied to the clipboard.' : 'Selected. Press Ctrl+C or ⌘C to copy.';
      button.title = isCopied ? '' : status.textContent;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        button.textContent = name;
        status.textContent = '';
      }, shownFor);
    });
  });
  return button;
}

/** Copies the text of a block. If the browser does not let the page copy, selects the text so that the reader can. */
async function copy(block: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(block.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(block);
    return false;
  }
}
