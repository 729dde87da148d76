/** What the server itself writes into HTML. */
export const documents = {
  'not-found.title': 'Page not found',
  'not-found.intro': 'There is nothing at this address. It may have been copied in part.',
  'not-found.link': 'Start page',
  'no-script': 'These pages need JavaScript.',
  unloaded: 'This page did not load in full. Load it again.',
};
