import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * What the page may load: its own files, and nothing from anywhere else. Static hosts cannot set
 * headers, so the policy is a meta tag. Mermaid writes style elements and style attributes, hence
 * the one 'unsafe-inline'.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only the build gets the policy: the development server needs an inline script of its own. */
function contentSecurityPolicyMeta(): Plugin {
  return {
    name: 'content-security-policy-meta',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Text, not a tag object: the latter would escape the quotes of 'self'.
      handler: (html) =>
        html.replace(
          '<head>',
          `<head>\n    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`,
        ),
    },
  };
}

export default defineConfig({
  // Relative, so that one build works at any path: a project page, a course site, a sub-folder.
  base: './',
  plugins: [react(), contentSecurityPolicyMeta()],
  build: {
    target: 'es2022',
    sourcemap: false,
    // Mermaid's own chunks are large and only ever loaded on demand.
    chunkSizeWarningLimit: 1024,
  },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    setupFiles: ['scripts/fast-check-seed.ts'],
    environment: 'node',
    // All cores: nothing else runs meanwhile, and no test asserts wall time.
    maxWorkers: '100%',
    // No test asserts wall time: this only ends one that hangs, on however busy a machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
