import type { common as english } from '../../en/pages/common.js';
import type { Texts } from '../../messages.js';

/**
 * The words of all files of this language: です・ます · account アカウント · log in/out ログイン・ログアウト · sign up 登録、アカウントを作成 ·
 * password パスワード · two-factor authentication 2要素認証 · authenticator app 認証アプリ · passkey パスキー · backup code
 * バックアップコード · session セッション · operator 運営者 · trusted browser 信頼済みのブラウザー.
 */
export const common: Texts<typeof english> = {
  language: '言語',
  loading: '読み込み中…',
  close: '閉じる',
  continue: '続ける',
  'not-now': 'あとで',
  'support.link': 'ヘルプを見る',
  'support.lost-all': '電話やパスキーだけでなく、バックアップコードもなくしましたか？',
  'copy.button': '<hidden>{what}を</hidden>コピー',
  'copy.done': '{what}をコピーしました。',
  'copy.refused': 'お使いのブラウザーではコピーできません。文字を選択してコピーしてください。',
  'wait.announced': 'ボタンがふたたび使えるようになるまでお待ちください。',
  'wait.left': '{time} 後にもう一度お試しいただけます。',
  'wait.over': 'もう一度お試しいただけます。',
  'just-now': 'たった今',
  'browser.on': '{browser}（{system}）',
  'browser.unknown': '不明なブラウザー',

  'field.email': 'メールアドレス',
  'field.new-email': '新しいメールアドレス',
  'field.name': '名前',
  'field.password': 'パスワード',
  'field.current-password': '現在のパスワード',
  'field.new-password': '新しいパスワード',
  'show.password': 'パスワードを表示',
  'show.current-password': '現在のパスワードを表示',
  'show.new-password': '新しいパスワードを表示',
  show: '表示',
  hide: '隠す',
  'password.length':
    '{count}文字以上にしてください。無関係な単語をいくつか並べると、よいパスワードになります。',
  'password.easy': '推測されやすいパスワードです。無関係な単語をいくつか並べると、よいパスワードになります。',
  'password.hard': '推測されにくい、よいパスワードです。',
  'mailed-code': 'メールにあるコード',
  'mailed-code.hint':
    'リンクの最後の部分が欠けています。メールのリンクの下にある長いコードをコピーして、ここに貼り付けてください。',

  'code.totp': '認証アプリのコード',
  'code.digits': 'アプリに表示された6桁の数字を入力してください',
  'code.sends-itself': '6桁目を入力すると送信されます。',
  'code.backup': 'バックアップコード',
  'code.passkey': '次に、ブラウザーがパスキーを求めます。',
  'use.passkey': 'パスキーを使う',
  'use.totp': 'アプリのコードを使う',
  'use.backup-code': 'バックアップコードを使う',
  'use.password': 'パスワードを使う',
};
