import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** What the page has to say about what was just done, until it is closed. */
export function Announcement(): JSX.Element {
  const [text, setText] = useState('');
  useEffect(() => {
    const tell = (event: Event): void => setText((event as CustomEvent<string>).detail);
    document.addEventListener('announce', tell);
    return () => document.removeEventListener('announce', tell);
  }, []);
  return (
    <div class={text === '' ? 'unseen' : 'announcement'}>
      <div role="status">{text.includes('\n') ? <textarea readOnly aria-label="Test" value={text} /> : text}</div>
      {text === '' ? null : (
        <button type="button" onClick={() => setText('')}>
          Close
        </button>
      )}
    </div>
  );
}
