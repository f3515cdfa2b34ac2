// Shows what a push says and nothing else: the words are neutral, and nothing is kept.
self.addEventListener('push', (event) => {
  const words = event.data ? event.data.text() : '';
  event.waitUntil(self.registration.showNotification(words, { tag: 'note', icon: '/icon.svg' }));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow('/week'));
});
