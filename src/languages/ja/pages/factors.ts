import type { factors as english } from '../../en/pages/factors.js';
import type { Texts } from '../../messages.js';

export const factors: Texts<typeof english> = {
  'two-factor.title': '2要素認証',
  'two-factor.on': 'オン',
  'two-factor.off': 'オフ',
  'two-factor.intro':
    '電話に認証アプリがあれば、パスワードを盗まれてもアカウントには入れません。パスワードのあとに、あなたの電話だけが知っているコードが必要になるからです。',
  'two-factor.intro.passkey':
    '<strong>まだパスワードだけでログインできます。</strong>有効にすると、パスワードのあとにパスキーか認証アプリのコードが必要になります。',
  'two-factor.due':
    '<strong>{time} までに、2つ目の要素を設定する必要があります。</strong>下で2要素認証を有効にしてください。それを過ぎると、有効にするまでほかの機能は使えません。',
  'two-factor.turn-on': '有効にする',
  'two-factor.turn-on-by-passkey': 'パスキーで有効にする',
  'two-factor.turn-on-by-app': 'アプリで有効にする',
  'two-factor.app': '認証アプリ',
  'two-factor.turned-on': '有効にした日',
  'two-factor.in-use-since': '{date} から使用中',
  'two-factor.passkeys': 'パスキー',
  'two-factor.backup-codes': 'バックアップコード',
  'two-factor.codes-left': '残り{count}個',
  'two-factor.few-codes': 'なくなる前に、新しいものを作成してください。',
  'two-factor.new-phone': '新しい電話',
  'two-factor.set-up-app': '認証アプリを設定',
  'two-factor.add-app': '別のアプリを追加',
  'two-factor.new-codes': '新しいバックアップコード',
  'two-factor.turn-off': '無効にする',

  'set-up.title.turn-on': '2要素認証を有効にする',
  'set-up.title.new-phone': '新しい電話の設定',
  'set-up.title.add-app': '認証アプリの設定',
  'set-up.title.another-app': '別の認証アプリの設定',
  'set-up.scan.turn-on': 'Google Authenticator などの認証アプリで、これを読み取ってください。',
  'set-up.scan.new-phone':
    'Google Authenticator などの認証アプリで、これを読み取ってください。ここでの設定が終わるまで、これまでの電話も使えます。',
  'set-up.scan.add-app':
    'Google Authenticator などの認証アプリで、これを読み取ってください。すでに設定した認証アプリは、ここでの設定が終わるまで使えます。新しいバックアップコードも作成されます。',
  'set-up.scan.another-app':
    'Google Authenticator などの認証アプリで、これを読み取ってください。これまでの認証アプリも、バックアップコードも、引き続き使えます。',
  'set-up.submit.turn-on': '有効にする',
  'set-up.submit.new-phone': 'この電話を使う',
  'set-up.submit.add-app': 'この電話を使う',
  'set-up.submit.another-app': 'このアプリを追加',
  'set-up.on-this-phone': 'この電話で使う場合は <link>アプリを開く</link>',
  'set-up.type-key': 'または、このキーをアプリに入力してください。',
  'set-up.key': 'キー',
  'set-up.qr-code': 'キーを含むQRコード',
  'set-up.new-qr-code': '新しいQRコード',
  'set-up.default-name': '新しい電話',
  'set-up.added': '認証アプリを追加しました。',
  'turn-on-by-passkey.intro':
    '今後はパスワードだけでは足りず、そのあとにパスキーが必要になります。パスキーが手元にないときのために、バックアップコードが10個作成されます。ほかのすべてのブラウザーでログアウトされます。',
  'turn-off.title': '2要素認証を無効にする',
  'turn-off.intro':
    '無効にすると、パスワードだけでアカウントに入れます。バックアップコードは使えなくなり、ほかのすべてのブラウザーでログアウトされます。',
  'turn-off.intro.passkeys':
    '無効にすると、パスワードだけでアカウントに入れます。バックアップコードは使えなくなり、ほかのすべてのブラウザーでログアウトされます。パスキーでは引き続きログインできます。',
  'turn-off.submit': '無効にする',
  'turn-off.done': '2要素認証を無効にしました。',

  'codes.title': 'バックアップコード',
  'codes.heading': '{app}：{email} のバックアップコード。それぞれ1回だけ使えます。',
  'codes.intro':
    '電話やパスキーをなくしたとき、これらのコードがそれぞれ1回だけ代わりになります。二度と表示されませんので、大切な書類と一緒に、またはパスワードマネージャーに保管してください。',
  'codes.download': 'ダウンロード',
  'codes.print': '印刷',
  'codes.saved': '保管しました',
  'codes.done': '完了',
  'codes.save': 'バックアップコードを保管してください',
  'codes.unsaved':
    '<strong>バックアップコードを保管しましたか？</strong>表示されたのは1回だけです。コードがないと、電話をなくしたときにアカウントも失われます。',
  'codes.get-new': '新しく作成',
  'codes.new': '新しいバックアップコード',
  'codes.new.intro':
    '新しいコードが10個作成されます。以前のコードは使えなくなり、ほかのすべてのブラウザーでログアウトされます。',
  'codes.new.submit': '新しいコードを作成',

  'factor.detail': '{since} から · 最終利用：{used}',
  'factor.detail.unused': '{since} から · 未使用',
  'factor.rename': '<hidden>{name} の</hidden>名前を変更',
  'factor.remove': '<hidden>{name} を</hidden>削除',
  'rename.submit': '名前を変更',
  'remove.submit': '削除',
  'rename-app.title': '認証アプリの名前の変更',
  'rename-app.intro': '名前で見分けられます。アプリには別の名前が表示されることがあります。',
  'rename-app.done': '認証アプリの名前を変更しました。',
  'remove-app.title': 'この認証アプリを削除しますか？',
  'remove-app.intro':
    '<strong>{name}</strong> のコードは使えなくなり、ほかのすべてのブラウザーでログアウトされます。アプリ側の登録も削除してください。',
  'remove-app.done': '認証アプリを削除しました。',
  'rename-passkey.title': 'パスキーの名前の変更',
  'rename-passkey.intro': '名前で見分けられます。デバイスには別の名前が表示されることがあります。',
  'rename-passkey.done': 'パスキーの名前を変更しました。',
  'remove-passkey.title': 'このパスキーを削除しますか？',
  'remove-passkey.intro':
    '<strong>{name}</strong> ではログインできなくなり、ほかのすべてのブラウザーでログアウトされます。デバイスに引き続き表示される場合は、デバイスからも削除してください。',
  'remove-passkey.done': 'パスキーを削除しました。',

  'passkeys.title': 'パスキー',
  'passkeys.intro':
    '指紋、顔、またはデバイスのPINでログインできます。パスワードやコードとちがい、偽のページにだまし取られることはありません。',
  'passkeys.none': 'パスキーはありません。',
  'passkeys.synced': '同期済み',
  'passkeys.one-device': '1台のデバイスのみ',
  'passkeys.unavailable': 'このブラウザーでは、ここでパスキーを使えません。',
  'passkeys.add': 'パスキーを追加',
  'passkeys.added': 'パスキーを追加しました。',
  'passkeys.confirm-first': '先にメールアドレスを確認してください。そのあとでパスキーを追加できます。',
  'passkeys-only.name': 'パスキー専用',
  'passkeys-only.detail':
    'パスワードやコードなど、ほかの方法ではログインできなくなります。2要素認証と、パスキー2つ、または同期済みのパスキー1つが必要です。',
  'passkeys-only.detail.on': 'パスワードやコードなど、ほかの方法ではログインできません。',
  'passkeys-only.turn-on': 'パスキー専用にする',
  'passkeys-only.turn-off': 'パスワードをふたたび許可',
  'passkeys-only.turn-on.title': 'パスキー専用にしますか？',
  'passkeys-only.turn-on.effect':
    '今後、パスワードと認証アプリのコードは、まちがっている場合と同じようにすべて拒否されます。推測されたり、盗まれたり、だまし取られたりしたもので入られることはありません。ほかのすべてのブラウザーでログアウトされます。',
  'passkeys-only.turn-on.way-back':
    'パスキーをなくしたときの戻り方は1つだけです。メールでパスワードを再設定し、バックアップコードを1つ入力してください。バックアップコードは手元に保管しておいてください。',
  'passkeys-only.turned-on': '今後はパスキーでのみログインできます。',
  'passkeys-only.turn-off.title': 'パスワードをふたたび許可しますか？',
  'passkeys-only.turn-off.intro':
    'パスワードでふたたびログインできるようになります。2つ目の手順は、パスキーかコードです。',
  'passkeys-only.turn-off.submit': 'パスワードを許可',
  'passkeys-only.turned-off': 'パスワードでふたたびログインできます。',
};
