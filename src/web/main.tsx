import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design/tokens.css';
import './design/base.css';
import { applyLook } from './design/look.ts';
import { language } from './design/words.ts';
import { router } from './routes.tsx';
import { loadSite } from './site.ts';

document.documentElement.lang = language();
applyLook();
loadSite();

const app = document.getElementById('app');
if (!app) throw new Error('index.html has no #app');
createRoot(app).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
