import type { account as english } from '../../en/pages/account.js';
import type { Texts } from '../../messages.js';

export const account: Texts<typeof english> = {
  'account.title': 'セキュリティ',
  'account.intro': 'アカウントを守るための設定です。',
  'account.held-up': '2要素認証を設定してください',
  'account.held-up.intro':
    'このアカウントには、パスワードのほかに2つ目の要素が必要です。設定するまで、ほかの機能は使えません。',
  'account.log-out': 'ログアウト',
  'account.sections': 'セクション',

  'unverified.notice':
    '<strong>メールアドレスを確認してください。</strong>パスワードを忘れたときに、アカウントに戻るための手段です。',
  'unverified.send': 'リンクを送る',
  'unverified.sent': '{email} にリンクを送りました。',
  'continuation.proof': '<strong>{host} が本人確認を求めています。</strong>確認すると、先に進めます。',
  'continuation.confirm': '確認して進む',
  'continuation.ready': '<strong>2要素認証は有効です。</strong>{host} が求めているのはこれだけです。',
  'continuation.go-on': '{host} に進む',
  'continuation.two-factor':
    '<strong>{host} が2要素認証を求めています。</strong>下で有効にしてから、先に進んでください。',

  'details.title': 'ログイン情報',
  'details.confirmed': '確認済み',
  'details.change-email': '<hidden>メールアドレスを</hidden>変更',
  'details.change-password': '<hidden>パスワードを</hidden>変更',
  'details.password': '知っているのはあなただけです。サーバーはハッシュだけを保存しています。',
  'details.password.off': 'ログインには使えません。このアカウントはパスキーだけを受け付けます。',
  'change-email.title': 'メールアドレスの変更',
  'change-email.intro':
    '新しいアドレスにリンクを送ります。リンクを開くと変更されます。両方のアドレスにお知らせします。',
  'change-email.submit': 'リンクを送る',
  'change-email.done': '{email} に送ったリンクを開いてください。それまでは何も変わりません。',
  'change-password.title': 'パスワードの変更',
  'change-password.intro': 'ほかのすべてのブラウザーでログアウトされます。',
  'change-password.submit': 'パスワードを変更',
  'change-password.wrong': '現在のパスワードがまちがっています。',
  'change-password.done': 'パスワードを変更しました。',

  'sessions.title': 'ログイン中の場所',
  'sessions.intro': '見覚えのないものがありますか？ログアウトさせてから、パスワードを変更してください。',
  'sessions.current': 'このブラウザー',
  'sessions.detail': '{ip} · {since} から',
  'sessions.detail.other': '{ip} · {since} から · 最終利用：{active}',
  'sessions.log-out': '<hidden>{browser} を</hidden>ログアウト',
  'sessions.logged-out': '{browser} をログアウトさせました。',
  'sessions.log-out-others': 'ほかをすべてログアウト',
  'sessions.others-logged-out': 'ほかのすべてのブラウザーをログアウトさせました。',

  'trusted.title': '信頼済みのブラウザー',
  'trusted.intro': 'ログインのときにコードを求められません。',
  'trusted.none': '信頼済みのブラウザーはありません。',
  'trusted.detail': '{ip} · 最終利用：{used} · {until} まで',
  'trusted.revoke': '<hidden>{browser} の</hidden>信頼をやめる',
  'trusted.revoked': '今後は {browser} でもコードが必要です。',

  'activity.title': '最近のアクティビティ',
  'activity.operator': 'このサイトの運営者',
  'activity.more': 'さらに表示',

  'deletion.title': 'アカウントの削除',
  'deletion.intro': 'アカウントとそのすべての内容を、完全に削除します。',
  'deletion.start': 'アカウントを削除',
  'deletion.question': 'アカウントを削除しますか？',
  'deletion.warning':
    '<strong>{email}</strong> のアカウントとそのすべての内容が、ただちに失われます。元に戻すことは誰にもできません。',
  'deletion.submit': '完全に削除する',

  'step-up.title': '本人確認',
  'step-up.intro': 'この操作には、ログインしているだけでは足りません。確認は5分間有効です。',
  'step-up.submit': '確認する',
  'password.wrong': 'パスワードがまちがっています。',
};
