"""What is handed out as a file: PDF, pictures, tables, one page of HTML, and all of it at once.

Nothing here knows Streamlit: the buttons of the app and `dashboard export` call the same functions.
"""
