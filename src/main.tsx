import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** The composition root: the only file that may know every part. */
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <main>
      <h1>Queuescope</h1>
    </main>
  </StrictMode>,
);
