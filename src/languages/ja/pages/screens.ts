import type { screens as english } from '../../en/pages/screens.js';
import type { Texts } from '../../messages.js';

export const screens: Texts<typeof english> = {
  'log-in': 'ログイン',
  'log-in.intro': '{app} へおかえりなさい。',
  'log-in.intro.continuation': '{host} に進むため、ログインしてください。',
  'log-in.new-here': 'はじめての方は <link>アカウントを作成</link>',
  'log-in.stay': 'ログインしたままにする',
  'log-in.forgot': 'パスワードを忘れた場合',
  'log-in.or': 'または',
  'log-in.by-passkey': 'パスキーでログイン',
  'log-in.back': 'ログインに戻る',
  'log-in.session-over': 'ログアウトされました。続けるには、もう一度ログインしてください。',
  'log-in.too-many-wrong':
    'まちがったコードが5回続いたため、ログインを中止しました。もう一度ログインし、新しいコードを待って入力してください。',
  'log-in.account-deleted': 'アカウントを削除しました。',
  'other-user':
    'その間に、ほかの人がここでログインしました。これは {email} のアカウントです。何も変更されていません。',

  'second-factor': 'コードを入力してください',
  'second-factor.intro.totp': '認証アプリを開き、このアカウントに表示されている6桁の数字を入力してください。',
  'second-factor.intro.backup-code': '保管しておいたバックアップコードを1つ入力してください。',
  'second-factor.passkey': 'パスキーを使ってください',
  'second-factor.intro.passkey': 'パスワードを確認しました。次に、このアカウントのパスキーを使います。',
  'second-factor.other-account': '別のアカウントを使う',
  'second-factor.trust': 'このブラウザーを信頼する',
  'second-factor.trust.hint':
    'このブラウザーでは{days}日間、2つ目の手順を省略します。ほかの人も使うコンピューターでは選ばないでください。',
  'second-factor.backup-code-used': 'バックアップコードを使いました。残りは{count}個です。',

  'sign-up': 'アカウントを作成',
  'sign-up.submit': 'アカウントを作成',
  'sign-up.intro': '必要なのは、メールアドレスとよいパスワードだけです。',
  'sign-up.intro.invite': 'アカウントは招待制です。招待メールのリンクを開いてください。',
  'sign-up.done': 'アカウントの準備ができました。',
  'sign-up.have-account': 'アカウントをお持ちの方は <link>ログイン</link>',
  'sign-up.invited': '招待が届いています',
  'sign-up.invited.intro': '招待が届いたメールアドレスと、よいパスワードを入力してください。',
  'sign-up.invitation': '招待メールのコード',
  'sign-up.invitation.hint': 'リンクの下にある長いコードをコピーして、ここに貼り付けることもできます。',
  'sign-up.closed': 'ここでは登録できません',
  'sign-up.closed.intro': 'アカウントは、このサイトの運営者が作成します。運営者に依頼してください。',
  'sign-up.mailed': 'メールを確認してください',
  'sign-up.mailed.intro':
    '<strong>{email}</strong> にメールを送りました。メールのリンクを開いてから、ログインしてください。',
  'sign-up.mailed.done': '完了しましたか？ <link>ログイン</link>',

  'reset.ask': 'パスワードの再設定',
  'reset.ask.intro': 'メールアドレスを入力してください。新しいパスワードを決めるためのリンクをお送りします。',
  'reset.ask.submit': 'リンクを送る',
  'reset.mailed': 'メールを確認してください',
  'reset.mailed.intro':
    '<strong>{email}</strong> のアカウントがある場合は、新しいパスワードを決めるためのリンクをお送りしました。有効期間は10分です。',
  'reset.dead-link': 'このリンクは使えなくなりました',
  'reset.another-link': '新しいリンクを送る',
  'reset.choose': '新しいパスワードを決めてください',
  'reset.choose.intro': 'すべてのブラウザーでログアウトされます。',
  'reset.choose.submit': 'パスワードを変更',
  'reset.second-factor':
    'このアカウントでは2要素認証が有効です。コードも入力するか、パスキーを使ってください。',
  'reset.done': 'パスワードを変更しました',
  'reset.done.intro': 'すべての場所でログアウトされました。新しいパスワードでログインしてください。',

  verify: 'メールアドレスの確認',
  'verify.intro': '1回クリックするだけで、ご本人のアドレスであることを確認できます。',
  'verify.submit': 'アドレスを確認する',
  'verify.done': 'アドレスを確認しました',
  'verify.done.intro': 'ありがとうございます。メールアドレスを確認しました。',

  release: 'アドレスの解放',
  'release.intro':
    'あなたのメールアドレスでアカウントを作成した人がいますが、本人のものであることは確認されていません。ここで、そのアカウントをすべての内容とともに完全に削除できます。ご自分で作成したものでない場合にだけ行ってください。',
  'release.submit': 'そのアカウントを削除する',
  'release.done': 'アドレスを解放しました',
  'release.done.intro': 'アドレスを使っていたアカウントを削除しました。これでご自分で登録できます。',

  trouble: 'このページで問題が発生しました',
  'trouble.intro':
    'こちらの不具合です。それまでの操作は反映されています。ページを読み込み直して、状態を確認してください。',
  'trouble.reload': '読み込み直す',
  unreachable: 'サーバーが応答しません',
  'unreachable.intro': '{reason}失われたものはありません。',
  'unreachable.retry': 'もう一度試す',
};
